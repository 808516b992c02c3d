#include "build.h"
#include <stddef.h>

const char *jobreport_commit(void) {
#ifdef JOBREPORT_COMMIT
  return JOBREPORT_COMMIT;
#else
  return NULL;
#endif
}
