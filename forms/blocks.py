"""A form as editors build it: steps, and questions in each."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions import TYPES


class QuestionsBlock(blocks.StreamBlock):
    def __init__(self, **values: object) -> None:
        kinds = [(name, kind.block(label=kind.label, icon=kind.icon)) for name, kind in TYPES.items()]
        super().__init__(kinds, **values)


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title of the step"), max_length=120)
    intro = blocks.TextBlock(label=_("What to know for this step"), required=False)
    questions = QuestionsBlock(label=_("Questions"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()
