"""The one tree of errors.

Each class carries one English sentence with named gaps, ``message``. The command line prints it as it
stands; pages show its translation, for which the sentence itself is the catalogue's key. What fills the
gaps may name a file, a row, a column or a setting, and never an identifier, a token or an address.
"""

from __future__ import annotations

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark a sentence for the catalogues and leave it as it is (gettext's ``N_``)."""
    return message


class ExplorerError(Exception):
    """Something that the user can be told in a sentence. Raise one of its kinds, not this."""

    message: ClassVar[str] = N_("Something went wrong. Nothing that was stored is lost.")
    exit_status: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message.format(**details))

    @property
    def code(self) -> str:
        """A short name to quote to whoever helps: the class's own."""
        return type(self).__name__


class BadUsageError(ExplorerError):
    """The command, a setting or a file cannot be used as it was given."""

    exit_status = 2


class SettingError(BadUsageError):
    """A setting has a value that cannot be used, or a name that is none of ours."""

    message = N_("{name}: {problem}")


class ProfileShapeError(ExplorerError):
    """An answer is no profile: no JSON object, no ``userProfileId``, or no ``profile`` in it."""

    message = N_("The answer is not a customer profile.")


class TokenRefusedError(ExplorerError):
    """The service answered 401 or 403: nothing more is asked until there is another key."""

    message = N_(
        "The access key was refused. What was fetched is stored; ask FashionAI for a new key and continue."
    )
    exit_status = 3


class WrongAddressError(ExplorerError):
    """A 404 that is not the API's own: another server, or a misspelt path."""

    message = N_(
        "FASHION_AI_BASE_URL: the address answers, but not as the profiling service does. "
        "Nothing was filed as not found; check the address."
    )
    exit_status = 2


class ServiceSilentError(ExplorerError):
    """Ten customers in a row failed, so the run waits."""

    message = N_(
        "Ten customers in a row failed: the service may be down. What was fetched is stored; continue when it is back."
    )
    exit_status = 4


class StoreError(ExplorerError):
    """The data folder cannot be read or written as it should be. What is stored stays as it is."""

    message = N_("The data folder cannot be used right now. Nothing that was stored is lost.")


class StoreFullError(StoreError):
    """The disk, or the quota, of the data folder is full."""

    message = N_("The disk is full. Nothing that was stored is lost. Make room and continue.")


class StoreLockedError(StoreError):
    """Another process holds the data folder for longer than we wait."""

    message = N_("Another program is holding the data folder. Nothing that was stored is lost. Try again.")


class StoreReadOnlyError(StoreError):
    """The data folder, or a file in it, may not be written."""

    message = N_("The data folder cannot be written. Nothing that was stored is lost. Check its permissions.")


class StoreCorruptError(StoreError):
    """The file of answers is no database of ours, or is damaged."""

    message = N_("The file {file} in the data folder is damaged. Restore it from a backup or move it away.")


class SealBrokenError(StoreError):
    """Something sealed does not open: another key, another place, or changed bytes."""

    message = N_("Something in the data folder cannot be opened: it was changed or damaged outside this app.")


class DataKeyMissingError(BadUsageError):
    """A known data folder, and no key for it."""

    message = N_(
        "The data folder {folder} is encrypted and its key is missing: it is expected in {key_place}."
        " Put the key back there, or choose another data folder. Nothing was changed."
    )


class DataKeyWrongError(BadUsageError):
    """A known data folder, and a key that is not its own (or a key file that holds none)."""

    message = N_(
        "The data folder {folder} does not open with the key in {key_place}."
        " Put its own key there, or choose another data folder. Nothing was changed."
    )


class DataKeyPlaceError(BadUsageError):
    """The key would lie inside of the folder that it protects."""

    message = N_(
        "The key in {key_place} would lie inside the data folder {folder}. Choose another data folder."
    )


class DataCheckMissingError(BadUsageError):
    """A data folder with data in it, and no check value to compare the key with."""

    message = N_(
        "The data folder {folder} holds data, but its file {file} is missing, so the key in {key_place} cannot"
        " be checked. Restore the file, or choose another data folder. Nothing was changed."
    )


class ListMissingError(BadUsageError):
    """There is no such list (any more)."""

    message = N_("This list is no longer here.")


class RunMissingError(BadUsageError):
    """There is no such run (any more)."""

    message = N_("This fetch is no longer here.")


class SegmentMissingError(BadUsageError):
    """There is no such segment (any more)."""

    message = N_("This segment is no longer here.")


class SegmentNameTakenError(BadUsageError):
    """Segments are called by name in rules, so two cannot have the same."""

    message = N_("There is already a segment with this name. Choose another name.")


class UnknownFacetError(BadUsageError):
    """A facet is named that profiles do not have."""

    message = N_('There is no facet "{name}". There are: {known}.')


class UnreadableFileError(BadUsageError):
    """A file holds no list that could be read. Raised by one of its kinds, which says why."""

    message = N_("{file} cannot be read.")


class FileMissingError(UnreadableFileError):
    """There is no such file, or it may not be opened."""

    message = N_("{file} cannot be opened: there is no such file, or it may not be read.")


class EmptyFileError(UnreadableFileError):
    """The file has no content, or nothing but spaces and blank lines."""

    message = N_("{file} is empty. Choose the file that holds the customers.")


class NotATableError(UnreadableFileError):
    """The content is no text and no spreadsheet: a picture, a PDF, a damaged or protected workbook."""

    message = N_(
        "{file} is not a table, whatever its name says. Save the list as CSV or XLSX, without a password, "
        "and choose it again."
    )


class HeaderAloneError(UnreadableFileError):
    """The file names columns and has no row below them."""

    message = N_("{file} has a header and no rows below it. Export the list again, with its customers.")


class NoIdentifierColumnError(UnreadableFileError):
    """No column holds what a customer can be asked for by."""

    message = N_(
        "{file} has no column of e-mails, phones, documents (CPF or CNPJ) or profile ids. "
        "Its columns are: {columns}."
    )


class ColumnMissingError(UnreadableFileError):
    """The column that was asked for is not in the file."""

    message = N_("{file} has no column {column}. Its columns are: {columns}.")


class SheetMissingError(UnreadableFileError):
    """The sheet that was asked for is not in the workbook."""

    message = N_("{file} has no sheet {sheet}. Its sheets are: {sheets}.")


class FileTooLargeError(UnreadableFileError):
    """The file, or what is packed in it, is over the limit."""

    message = N_("{file} is larger than {limit} MB, the most that is read. Split it into several files.")


class RuleError(BadUsageError):
    """A segment's rule cannot be used. Raise one of its kinds."""

    message = N_("The rule cannot be used.")


class RuleShapeError(RuleError):
    """A part of a rule is none of the forms that rules have."""

    message = N_("The rule is not understood at {place}: {problem}.")


class UnknownRuleFacetError(RuleError):
    """A rule names a facet that profiles do not have."""

    message = N_('The rule names the facet "{name}", which there is not. There are: {known}.')


class UnknownColumnError(RuleError):
    """A rule names a column that the list does not have."""

    message = N_('The rule names the column "{name}", which the list does not have.')


class UnknownOperatorError(RuleError):
    """A rule names a comparison that there is not."""

    message = N_('The rule names the operator "{name}", which there is not. There are: {known}.')


class UnsuitableOperatorError(RuleError):
    """A rule compares a column of numbers with a text, or the other way round."""

    message = N_('The rule\'s operator "{operator}" does not fit the column "{name}" with the value given.')


class UnknownOutcomeError(RuleError):
    """A rule asks for an outcome that no customer has: one of rows that are not asked, or none at all."""

    message = N_(
        'The rule asks for the outcome "{name}", which no customer can have. Ask for one of: {known}.'
    )


class UnknownSegmentError(RuleError):
    """A rule names a segment that is not saved."""

    message = N_('The rule names the segment "{name}", which there is not.')


class SegmentCycleError(RuleError):
    """A segment's rule leads back to the segment itself."""

    message = N_('The rule of the segment "{name}" leads back to itself.')


class UnknownDestinationError(BadUsageError):
    """A destination is named that there is not."""

    message = N_('There is no destination "{name}". There are: {known}.')


class NeedsKeyError(ExplorerError):
    """There is no access key, and the local service with its made-up shop knows nobody of the list."""

    message = N_(
        "Without an access key only the demonstration shop can be asked, and it knows nobody in this list. "
        "Enter FashionAI's access key and continue: nobody was counted as without a profile."
    )
    exit_status = 3


class RuleFileError(BadUsageError):
    """A file that should hold a rule does not open, or is no JSON."""

    message = N_("{file} cannot be read as a rule: it must be a JSON file.")


class OutFileError(BadUsageError):
    """The file that the result should go to cannot be written."""

    message = N_("{file} cannot be written there. Name a file in a folder that exists.")


class OutMissingError(BadUsageError):
    """No file was named for the result."""

    message = N_("Name the file for the result with --out.")


class VocabularyFileError(BadUsageError):
    """A file of terms cannot be used as it is. What was there stays."""

    message = N_(
        "{file} cannot be read as a file of terms: it is cut off, or it is none. Nothing was changed."
    )


class VocabularyVersionError(VocabularyFileError):
    """A file of terms was written by another version than this one reads."""

    message = N_(
        "{file} was written by another version (its form is {version}, this one reads {known}). "
        "Nothing was changed."
    )


class VocabularyCutOffError(VocabularyFileError):
    """A table of terms ends inside a row."""

    message = N_("{file}, line {line}: the file ends in the middle of a row. Nothing was changed.")


class VocabularyColumnError(VocabularyFileError):
    """A table of terms lacks a column."""

    message = N_(
        '{file}, line {line}: there is no column "{name}". Needed are: {known}. Nothing was changed.'
    )


class VocabularyCellError(VocabularyFileError):
    """A row of a table of terms lacks what it must have."""

    message = N_(
        '{file}, line {line}: what stands in the column "{name}" is missing or not understood. Nothing was changed.'
    )


class VocabularyFacetError(VocabularyFileError):
    """A file of terms names a facet that there is not."""

    message = N_('{file}, line {line}: there is no facet "{name}". There are: {known}. Nothing was changed.')


class TwoMastersError(VocabularyFileError):
    """A file of terms puts one wording under two labels."""

    message = N_(
        '{file}, line {line}: "{wording}" stands under "{label}", but in line {earlier} under "{other}". '
        "Keep one of them. Nothing was changed."
    )


class TwoThemesError(VocabularyFileError):
    """A file of terms gives one label two themes, or hides a part of it."""

    message = N_(
        '{file}, line {line}: "{label}" has another theme, or is hidden otherwise, than in line {earlier}. '
        "A label has one of each. Nothing was changed."
    )


class TermsChangedError(ExplorerError):
    """The terms are not those that the step was to be taken on: somebody else changed them meanwhile."""

    message = N_(
        "Somebody else changed the terms meanwhile. Nothing was taken back; look at them and try again."
    )


class EncoderMissingError(ExplorerError):
    """What tells meanings is not installed, or its weights do not open."""

    message = N_(
        "Suggestions by meaning are off: their part of the program is not installed. All else works. "
        "Install the requirements again to have them."
    )


class LabelFileError(BadUsageError):
    """A file of labels does not open."""

    message = N_("{file} cannot be read: it must be a text file of facets and labels, a tab between them.")


class LabelLineError(BadUsageError):
    """A line of a file of labels has no facet and label, or is no UTF-8. Raised by one of its kinds."""

    message = N_("{file}, line {line}: there must be a facet, a tab and a label.")


class LabelLineEncodingError(LabelLineError):
    """A line of a file of labels is no UTF-8."""

    message = N_("{file}, line {line}: it is not UTF-8. Save the file as UTF-8.")


class LabelLineEmptyError(LabelLineError):
    """A line of a file of labels is empty."""

    message = N_("{file}, line {line}: the line is empty. There must be a facet, a tab and a label.")


class LabelLineFacetError(LabelLineError):
    """A line of a file of labels begins with what is no facet."""

    message = N_('{file}, line {line}: there is no facet "{facet}". There are: {known}.')


class NoProfilesError(BadUsageError):
    """Nobody in the list has a profile: there is nothing to split."""

    message = N_("No customer of this list has a profile yet. Get the profiles first.")


class TooFewForVersionsError(BadUsageError):
    """There are fewer customers with a profile than the versions need at their least size."""

    message = N_(
        "{profiles} customers with a profile are too few for {count} versions of {least} or more. "
        "Ask for fewer versions, or for smaller ones."
    )


class NothingToSplitByError(BadUsageError):
    """No label of the facets is common enough to split customers by."""

    message = N_("The profiles have too few labels in common to split by. Choose other facets.")


class FixedSegmentError(RuleError):
    """A fixed segment is of a file that is no longer the list's."""

    message = N_("This fixed segment was made of another file than the list has now. Save it again.")
