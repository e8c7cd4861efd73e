#include "CSpreadsheet.h"

#include <stddef.h>

#include "WorkbookCheck.h"

#if __has_include(<xlsxwriter.h>)

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

// The library brings OpenSSL with it, which would more than double the time of every start; it is loaded when the first
// workbook is written.
static struct {
  lxw_workbook *(*workbook_new_opt)(const char *, lxw_workbook_options *);
  lxw_worksheet *(*workbook_add_worksheet)(lxw_workbook *, const char *);
  lxw_format *(*workbook_add_format)(lxw_workbook *);
  lxw_error (*workbook_close)(lxw_workbook *);
  void (*lxw_workbook_free)(lxw_workbook *);
  lxw_error (*workbook_validate_sheet_name)(lxw_workbook *, const char *);
  void (*format_set_num_format)(lxw_format *, const char *);
  void (*format_set_bold)(lxw_format *);
  lxw_error (*worksheet_write_string)(lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *);
  lxw_error (*worksheet_write_number)(lxw_worksheet *, lxw_row_t, lxw_col_t, double, lxw_format *);
  lxw_error (*worksheet_write_boolean)(lxw_worksheet *, lxw_row_t, lxw_col_t, int, lxw_format *);
  lxw_error (*worksheet_set_column)(lxw_worksheet *, lxw_col_t, lxw_col_t, double, lxw_format *);
  void (*worksheet_freeze_panes)(lxw_worksheet *, lxw_row_t, lxw_col_t);
  char *(*lxw_strerror)(lxw_error);
} library;

static int is_loaded;

static int load(void) {
  if (is_loaded) return 1;
  void *handle = dlopen("libxlsxwriter.so.4", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) handle = dlopen("libxlsxwriter.so", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return 0;
#define FIND(name) \
  if ((*(void **)&library.name = dlsym(handle, #name)) == NULL) return 0
  FIND(workbook_new_opt);
  FIND(workbook_add_worksheet);
  FIND(workbook_add_format);
  FIND(workbook_close);
  FIND(lxw_workbook_free);
  FIND(workbook_validate_sheet_name);
  FIND(format_set_num_format);
  FIND(format_set_bold);
  FIND(worksheet_write_string);
  FIND(worksheet_write_number);
  FIND(worksheet_write_boolean);
  FIND(worksheet_set_column);
  FIND(worksheet_freeze_panes);
  FIND(lxw_strerror);
#undef FIND
  is_loaded = 1;
  return 1;
}

enum { most_number_styles = 64 };

struct rapport_workbook {
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *styles[RAPPORT_CELL_CODE + 1];
  lxw_format *numbers[most_number_styles];
  char *number_formats[most_number_styles];
  int number_count;
  char *path;
  /// What a complete file holds.
  uint64_t cells;
};

static const char *result(lxw_error error) { return error == LXW_NO_ERROR ? NULL : library.lxw_strerror(error); }

static const char *counted(rapport_workbook *book, lxw_error error) {
  if (error == LXW_NO_ERROR) book->cells++;
  return result(error);
}

rapport_workbook *rapport_workbook_open(const char *path, const char **problem) {
  *problem = "libxlsxwriter is not installed (Debian: apt install libxlsxwriter4)";
  if (!load()) return NULL;
  *problem = "there is not enough memory";
  rapport_workbook *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  // Rows go to a temporary file as they come.
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
  made->book = library.workbook_new_opt(path, &options);
  if (made->book == NULL) {
    free(made);
    return NULL;
  }
  made->path = strdup(path);
  made->styles[RAPPORT_CELL_HEADER] = library.workbook_add_format(made->book);
  library.format_set_bold(made->styles[RAPPORT_CELL_HEADER]);
  made->styles[RAPPORT_CELL_DATE] = library.workbook_add_format(made->book);
  library.format_set_num_format(made->styles[RAPPORT_CELL_DATE], "yyyy-mm-dd");
  made->styles[RAPPORT_CELL_DATE_TIME] = library.workbook_add_format(made->book);
  library.format_set_num_format(made->styles[RAPPORT_CELL_DATE_TIME], "yyyy-mm-dd hh:mm");
  made->styles[RAPPORT_CELL_CODE] = library.workbook_add_format(made->book);
  library.format_set_num_format(made->styles[RAPPORT_CELL_CODE], "@");
  *problem = NULL;
  return made;
}

int rapport_workbook_number_style(rapport_workbook *book, const char *format) {
  for (int index = 0; index < book->number_count; index++) {
    if (strcmp(book->number_formats[index], format) == 0) return index;
  }
  if (book->number_count == most_number_styles) return -1;
  char *copy = strdup(format);
  if (copy == NULL) return -1;
  int index = book->number_count++;
  book->number_formats[index] = copy;
  book->numbers[index] = library.workbook_add_format(book->book);
  library.format_set_num_format(book->numbers[index], format);
  return index;
}

const char *rapport_workbook_add_sheet(rapport_workbook *book, const char *name) {
  lxw_error error = name == NULL ? LXW_NO_ERROR : library.workbook_validate_sheet_name(book->book, name);
  if (error != LXW_NO_ERROR) return result(error);
  book->sheet = library.workbook_add_worksheet(book->book, name);
  if (book->sheet == NULL) return "the sheet cannot be added";
  library.worksheet_freeze_panes(book->sheet, 1, 0);
  return NULL;
}

const char *rapport_workbook_text(
    rapport_workbook *book, uint32_t row, uint16_t column, const char *text, enum rapport_cell_style style) {
  return counted(book, library.worksheet_write_string(book->sheet, row, column, text, book->styles[style]));
}

const char *rapport_workbook_number(rapport_workbook *book, uint32_t row, uint16_t column, double number, int style) {
  lxw_format *format = style >= 0 && style < book->number_count ? book->numbers[style] : NULL;
  return counted(book, library.worksheet_write_number(book->sheet, row, column, number, format));
}

const char *rapport_workbook_boolean(rapport_workbook *book, uint32_t row, uint16_t column, int value) {
  return counted(book, library.worksheet_write_boolean(book->sheet, row, column, value, NULL));
}

const char *rapport_workbook_moment(
    rapport_workbook *book, uint32_t row, uint16_t column, double days, enum rapport_cell_style style) {
  return counted(book, library.worksheet_write_number(book->sheet, row, column, days, book->styles[style]));
}

void rapport_workbook_set_width(rapport_workbook *book, uint16_t column, double characters) {
  library.worksheet_set_column(book->sheet, column, column, characters, NULL);
}

static void free_workbook(rapport_workbook *book) {
  for (int index = 0; index < book->number_count; index++) free(book->number_formats[index]);
  free(book->path);
  free(book);
}

const char *rapport_workbook_close(rapport_workbook *book) {
  lxw_error error = library.workbook_close(book->book);
  const char *problem = result(error);
  // The library does not look whether its temporary files could be written.
  if (problem == NULL && book->path != NULL && !rapport_workbook_is_whole(book->path, book->cells)) {
    problem = "a part of it was lost; is there room for temporary files (TMPDIR)?";
  }
  free_workbook(book);
  return problem;
}

void rapport_workbook_drop(rapport_workbook *book) {
  // The library closes the temporary files of its rows only when it writes the workbook.
  lxw_worksheet *sheet;
  STAILQ_FOREACH(sheet, book->book->worksheets, list_pointers) {
    if (sheet->optimize_tmpfile != NULL) fclose(sheet->optimize_tmpfile);
    sheet->optimize_tmpfile = NULL;
  }
  library.lxw_workbook_free(book->book);
  free_workbook(book);
}

#else

static const char missing[] = "this program was built without libxlsxwriter (Debian: apt install libxlsxwriter-dev)";

rapport_workbook *rapport_workbook_open(const char *path, const char **problem) {
  (void)path;
  *problem = missing;
  return NULL;
}
int rapport_workbook_number_style(rapport_workbook *book, const char *format) {
  (void)book, (void)format;
  return -1;
}
const char *rapport_workbook_add_sheet(rapport_workbook *book, const char *name) {
  (void)book, (void)name;
  return missing;
}
const char *rapport_workbook_text(
    rapport_workbook *book, uint32_t row, uint16_t column, const char *text, enum rapport_cell_style style) {
  (void)book, (void)row, (void)column, (void)text, (void)style;
  return missing;
}
const char *rapport_workbook_number(rapport_workbook *book, uint32_t row, uint16_t column, double number, int style) {
  (void)book, (void)row, (void)column, (void)number, (void)style;
  return missing;
}
const char *rapport_workbook_boolean(rapport_workbook *book, uint32_t row, uint16_t column, int value) {
  (void)book, (void)row, (void)column, (void)value;
  return missing;
}
const char *rapport_workbook_moment(
    rapport_workbook *book, uint32_t row, uint16_t column, double days, enum rapport_cell_style style) {
  (void)book, (void)row, (void)column, (void)days, (void)style;
  return missing;
}
void rapport_workbook_set_width(rapport_workbook *book, uint16_t column, double characters) {
  (void)book, (void)column, (void)characters;
}
const char *rapport_workbook_close(rapport_workbook *book) {
  (void)book;
  return missing;
}
void rapport_workbook_drop(rapport_workbook *book) { (void)book; }

#endif
