"""What the agency offers: pages that editors write, and what those pages share."""

from catalogue.models.pages import HomePage, InformationIndexPage, InformationPage, ServiceIndexPage
from catalogue.models.service import ServicePage
from catalogue.models.service_rows import (
    RelatedService,
    ServiceChannel,
    ServiceComplaintChannel,
    ServiceCriterion,
    ServiceDocument,
    ServiceFee,
    ServiceForm,
    ServiceLaw,
    ServiceLifeEvent,
    ServiceStep,
    ServiceTopic,
)
from catalogue.models.shared import Channel, ComplaintChannel, DocumentType, Law, LifeEvent, Topic

__all__ = [
    "Channel",
    "ComplaintChannel",
    "DocumentType",
    "HomePage",
    "InformationIndexPage",
    "InformationPage",
    "Law",
    "LifeEvent",
    "RelatedService",
    "ServiceChannel",
    "ServiceComplaintChannel",
    "ServiceCriterion",
    "ServiceDocument",
    "ServiceFee",
    "ServiceForm",
    "ServiceIndexPage",
    "ServiceLaw",
    "ServiceLifeEvent",
    "ServicePage",
    "ServiceStep",
    "ServiceTopic",
    "Topic",
]
