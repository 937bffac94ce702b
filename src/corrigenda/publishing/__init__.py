"""Publishing a site: on a branch of git, in a folder, and to its maker on this computer alone."""

from corrigenda.publishing.branches import publish_branch
from corrigenda.publishing.folders import publish_folder
from corrigenda.publishing.serving import serve

__all__ = ["publish_branch", "publish_folder", "serve"]
