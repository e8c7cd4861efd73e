// Excel workbooks through libxlsxwriter; used by the command only.
#ifndef RAPPORT_CSPREADSHEET_H
#define RAPPORT_CSPREADSHEET_H

#include <stdint.h>

/// A workbook that is being written.
typedef struct rapport_workbook rapport_workbook;

/// How a cell is shown.
enum rapport_cell_style {
  RAPPORT_CELL_PLAIN,
  RAPPORT_CELL_HEADER,
  RAPPORT_CELL_DATE,
  RAPPORT_CELL_DATE_TIME,
  /// Digits that are no number.
  RAPPORT_CELL_CODE,
};

/// Starts a workbook in a file; NULL if the library is not there (`*problem` says so) or memory is short.
rapport_workbook *rapport_workbook_open(const char *path, const char **problem);

/// The style of numbers in a format of Excel's (`#,##0.00`), the same for the same text; -1 if there are too many.
int rapport_workbook_number_style(rapport_workbook *book, const char *format);

/// Begins a sheet; later cells go there. Nothing or what is wrong with the name.
const char *rapport_workbook_add_sheet(rapport_workbook *book, const char *name);

/// Cells of the sheet; rows and columns count from 0. Rows come in order. Nothing or the problem.
const char *rapport_workbook_text(
    rapport_workbook *book, uint32_t row, uint16_t column, const char *text, enum rapport_cell_style style);
const char *rapport_workbook_number(rapport_workbook *book, uint32_t row, uint16_t column, double number, int style);
const char *rapport_workbook_boolean(rapport_workbook *book, uint32_t row, uint16_t column, int value);
/// A moment as the day count of Excel's calendar of 1900.
const char *rapport_workbook_moment(
    rapport_workbook *book, uint32_t row, uint16_t column, double days, enum rapport_cell_style style);

/// The width of a column in characters; before its first row.
void rapport_workbook_set_width(rapport_workbook *book, uint16_t column, double characters);

/// Writes what is left and frees the workbook. Nothing or the problem.
const char *rapport_workbook_close(rapport_workbook *book);

/// Frees a workbook that nobody wants any more, without writing it.
void rapport_workbook_drop(rapport_workbook *book);

#endif
