"""Say why a table cannot be made a form: what the language has no words for."""

from reportdsl.diagnostics.diagnostic import Phrase

PLACES_UNKNOWN = Phrase(
    "看不出各格在哪一列、合并了几格，请用网页（HTML）、Word 或 Excel 文件",
    "it does not tell the columns of its cells and which are merged; "
    "take the page (HTML), the Word or the Excel file",
)
LABELS_CROSS = Phrase(
    "合并的行名互相错开，分不出上下级", "merged labels of rows overlap, so no tree is in them"
)
ROWS_UNDER_ONE_LABEL = Phrase(
    "一个行名对着好几行，这几行没有各自的名称",
    "one label stands beside several rows, which have no names of their own",
)
NO_LABELS = Phrase("各行没有名称", "its rows have no labels")
NO_COLUMNS = Phrase("只有一列，没有可填的格", "it has one column, and no cells to fill in")
NO_ROWS = Phrase("只有表头，没有行", "it has heads and no rows")
HEADS_CROSS = Phrase(
    "合并的表头互相错开，分不出上下级", "merged heads overlap, so no tree is in them"
)
SIDE_BY_SIDE = Phrase(
    "左右并排着两张表，行名在中间又出现一次；请拆成两张表",
    "two tables stand side by side, and labels come again in its middle; part it into two",
)
CELLS_WITHOUT_HEAD = Phrase(
    "一个表头下面有好几列，这几列没有各自的名称",
    "one head stands over several columns, which have no names of their own",
)
CELLS_MERGED = Phrase("有数的格是合并的", "cells of figures are merged")
LABEL_UNSAYABLE = Phrase(
    "有一个名称里各种引号都有，格式里写不出来",
    "a label holds every kind of quotation mark, and cannot be written",
)
TOO_DEEP = Phrase("表头或行名的层数太多", "its heads or labels have too many levels")
NOT_SOUND = Phrase("写出来的格式不能通过检查", "what was written of it is at fault")
