"""View models: a dossier made ready to print, as frozen types. Pure functions, one module per section."""

from quellenlage.render.views.dossier import DossierView, dossier_view

__all__ = ["DossierView", "dossier_view"]
