"""What crosses machines: answer sheets today; forms, bundles and other tools' formats have their place here."""
