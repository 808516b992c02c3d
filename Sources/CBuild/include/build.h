#pragma once

// The commit that this was built from, as `git describe` names it; NULL: the build was not told.
const char *jobreport_commit(void);
