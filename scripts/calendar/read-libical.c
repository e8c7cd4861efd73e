/* Prints the events of a calendar file as libical reads them, a tab between the fields. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void field(const char *text) {
  putchar('\t');
  for (; text && *text; text++) {
    switch (*text) {
      case '\\': fputs("\\\\", stdout); break;
      case '\t': fputs("\\t", stdout); break;
      case '\r': fputs("\\r", stdout); break;
      case '\n': fputs("\\n", stdout); break;
      default: putchar(*text);
    }
  }
}

static const char *text(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *property = icalcomponent_get_first_property(event, kind);
  icalvalue *value = property ? icalproperty_get_value(property) : NULL;
  return value && icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : "";
}

static void moment(icalcomponent *event, icalproperty_kind kind) {
  if (!icalcomponent_get_first_property(event, kind)) {
    field("");
    return;
  }
  struct icaltimetype time =
      kind == ICAL_DTSTART_PROPERTY ? icalcomponent_get_dtstart(event) : icalcomponent_get_dtend(event);
  if (!time.is_date) time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
  field(icaltime_as_ical_string(time));
}

static void print(icalcomponent *event) {
  char number[32];
  icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
  icalproperty *organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
  fputs("libical", stdout);
  field(icalcomponent_get_uid(event));
  snprintf(number, sizeof number, "%d", icalcomponent_get_sequence(event));
  field(number);
  field(status ? icalproperty_status_to_string(icalproperty_get_status(status)) : "");
  moment(event, ICAL_DTSTART_PROPERTY);
  moment(event, ICAL_DTEND_PROPERTY);
  field(text(event, ICAL_SUMMARY_PROPERTY));
  field(text(event, ICAL_LOCATION_PROPERTY));
  field(text(event, ICAL_DESCRIPTION_PROPERTY));
  /* libical makes a property of each category. */
  putchar('\t');
  icalproperty *category = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
  for (int first = 1; category; first = 0) {
    printf("%s%s", first ? "" : "|", icalproperty_get_categories(category));
    category = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY);
  }
  icalparameter *name = organizer ? icalproperty_get_first_parameter(organizer, ICAL_CN_PARAMETER) : NULL;
  field(name ? icalparameter_get_cn(name) : "");
  putchar('\n');
}

/* The errors of a component and of those inside, as the parser noted them. */
static void complain(icalcomponent *component) {
  icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
  for (; error; error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    fprintf(stderr, "  %s\n", icalproperty_get_xlicerror(error));
  }
  icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
  for (; part; part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) complain(part);
}

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "libical: cannot read %s\n", count == 2 ? arguments[1] : "nothing");
    return 1;
  }
  size_t size = 0, room = 1 << 16;
  char *bytes = malloc(room);
  while (bytes) {
    size_t got = fread(bytes + size, 1, room - size - 1, file);
    if (got == 0) break;
    size += got;
    if (room - size < 2) bytes = realloc(bytes, room *= 2);
  }
  fclose(file);
  if (!bytes) return 1;
  bytes[size] = 0;
  icalcomponent *calendar = icalparser_parse_string(bytes);
  if (!calendar) {
    fprintf(stderr, "libical: %s: %s\n", arguments[1], icalerror_strerror(icalerrno));
    return 1;
  }
  int errors = icalcomponent_count_errors(calendar);
  if (errors) {
    fprintf(stderr, "libical: %s: %d errors\n", arguments[1], errors);
    complain(calendar);
    return 1;
  }
  icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) print(event);
  icalcomponent_free(calendar);
  free(bytes);
  return 0;
}
