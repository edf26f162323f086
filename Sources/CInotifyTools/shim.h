// libinotifytools for Swift. It ships no .pc file; the library is linked by name.
#ifndef CINOTIFYTOOLS_SHIM_H
#define CINOTIFYTOOLS_SHIM_H

#include <inotifytools/inotify.h>
#include <inotifytools/inotifytools.h>

#endif
