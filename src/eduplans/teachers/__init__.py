"""Teachers: who comes and leaves, staffing, rotation, and pupils a teacher in the country."""

from eduplans.teachers.ratios import LEVELS, PrintedRatio, Ratios, printed_against_computed, pupil_teacher_ratios
from eduplans.teachers.staffing import Rotation, Staffing, rotations, scope, staffing
from eduplans.teachers.supply import Channel, Flow, Supply, channels, flows, supply

__all__ = [
    "LEVELS",
    "Channel",
    "Flow",
    "PrintedRatio",
    "Ratios",
    "Rotation",
    "Staffing",
    "Supply",
    "channels",
    "flows",
    "printed_against_computed",
    "pupil_teacher_ratios",
    "rotations",
    "scope",
    "staffing",
    "supply",
]
