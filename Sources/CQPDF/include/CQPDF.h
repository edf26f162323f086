// qpdf's C++ API behind functions that never throw.
#ifndef CQPDF_H
#define CQPDF_H

#ifdef __cplusplus
extern "C" {
#endif

/// qpdf's version, for doctor and logs. The string lives as long as the program.
const char *cqpdf_version(void);

#ifdef __cplusplus
}
#endif

#endif
