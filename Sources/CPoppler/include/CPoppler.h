// poppler-cpp behind functions that never throw.
#ifndef CPOPPLER_H
#define CPOPPLER_H

#ifdef __cplusplus
extern "C" {
#endif

/// poppler's version, for doctor and logs. The caller frees it with free().
char *cpoppler_version(void);

#ifdef __cplusplus
}
#endif

#endif
