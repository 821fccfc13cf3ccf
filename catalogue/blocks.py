"""The blocks of an information page. A type that is in use is never removed: Wagtail would drop its content on the next save."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="catalogue/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["bold", "italic", "ul", "ol", "link", "document-link"],
        template="catalogue/blocks/paragraph.html",
    )
    notice = blocks.TextBlock(label=_("Notice"), icon="warning", template="catalogue/blocks/notice.html")
    image = ImageBlock(label=_("Picture"), template="catalogue/blocks/image.html")
