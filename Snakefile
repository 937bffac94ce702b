# The workflow is the package's own: all of it stands on one page, corrigenda/resources/Snakefile.
from corrigenda.workflow import SNAKEFILE

include: SNAKEFILE


rule report:
    default_target: True
    input: whole_report
