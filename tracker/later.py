"""Later: the commands and forms that are loaded only when they are called, with what they do and end with."""

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

ENDS = (
    "Every command ends with 0 when all is well; 1 when the data or what is brought in has a fault, or a "
    "question is open; 2 when it was called wrongly, or a path of the data or the output cannot be read or "
    "written; 3 when a file was changed meanwhile, or brief --since has nothing new."
)
"""What the exit code of a command says."""
