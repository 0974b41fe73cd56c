"""Later: the commands and forms that are loaded only when they are called, with what they do."""

LATER = {
    "import": "read figures and goals from a table, a folder or an address",
    "refresh": "read the figures of targets again from where they come",
    "new": "make a target from a few fields",
    "init": "begin a new data folder",
    "log": "show who changed which promise when",
    "app": "start the dashboard",
    "add": "record an observation: insert it into the file of its target",
    "add-source": "record a source document: write its file in seeds/",
}
FORMS = ("junit", "sarif")
"""The forms of problems that are loaded only when they are asked for."""
