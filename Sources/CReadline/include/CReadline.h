// GNU readline; linked by the command only.
#ifndef RAPPORT_CREADLINE_H
#define RAPPORT_CREADLINE_H
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
#endif
