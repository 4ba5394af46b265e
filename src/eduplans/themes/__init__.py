"""What items of plans are about, how far they bind and by what means: a lexicon with weights, explainable per item.

Every word that counts stands in the codebook (``theme_words``, ``strength_words``, ``instrument_words``) with its
weight; `eduplans.themes.one_item.explain` shows for one item which of them gave which score.
"""

from eduplans.themes.classify import Explanation, classify, explain_all
from eduplans.themes.judge import Verdict

__all__ = ["Explanation", "Verdict", "classify", "explain_all"]
