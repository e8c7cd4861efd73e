#include "CReplSupport.h"
