#include "WorkbookCheck.h"

#include <dlfcn.h>
#include <stddef.h>

// libxlsxwriter needs libminizip, so it is there; its header need not be.
typedef void *archive_handle;
static struct {
  archive_handle (*unzOpen64)(const void *);
  int (*unzGoToFirstFile)(archive_handle);
  int (*unzGoToNextFile)(archive_handle);
  int (*unzOpenCurrentFile)(archive_handle);
  int (*unzReadCurrentFile)(archive_handle, void *, unsigned);
  int (*unzCloseCurrentFile)(archive_handle);
  int (*unzClose)(archive_handle);
} archive;

enum { ok = 0, end_of_list = -100 };

static int load(void) {
  if (archive.unzClose != NULL) return 1;
  void *handle = dlopen("libminizip.so.1", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return 0;
#define FIND(name) \
  if ((*(void **)&archive.name = dlsym(handle, #name)) == NULL) return 0
  FIND(unzOpen64);
  FIND(unzGoToFirstFile);
  FIND(unzGoToNextFile);
  FIND(unzOpenCurrentFile);
  FIND(unzReadCurrentFile);
  FIND(unzCloseCurrentFile);
  FIND(unzClose);
#undef FIND
  return 1;
}

/// Counts the elements of cells, `<c …`, in one part; 0 if the part is not whole. Every part is XML and ends with `>`.
static int read_part(archive_handle file, uint64_t *cells) {
  static const char element[] = "<c ";
  if (archive.unzOpenCurrentFile(file) != ok) return 0;
  char buffer[65536];
  char last = 0;
  int matched = 0;
  int count;
  while ((count = archive.unzReadCurrentFile(file, buffer, sizeof buffer)) > 0) {
    for (int index = 0; index < count; index++) {
      char next = buffer[index];
      if (next != '\n' && next != '\r') last = next;
      matched = next == element[matched] ? matched + 1 : next == element[0];
      if (matched == 3) {
        (*cells)++;
        matched = 0;
      }
    }
  }
  int closed = archive.unzCloseCurrentFile(file);
  return count == 0 && closed == ok && last == '>';
}

int rapport_workbook_is_whole(const char *path, uint64_t cells) {
  if (!load()) return 1;
  archive_handle file = archive.unzOpen64(path);
  if (file == NULL) return 0;
  uint64_t found = 0;
  int state = archive.unzGoToFirstFile(file);
  while (state == ok && read_part(file, &found)) state = archive.unzGoToNextFile(file);
  archive.unzClose(file);
  return state == end_of_list && found == cells;
}
