// What a process gives up for good before it reads what strangers made. Each is for a process of one thread; what its
// kernel does not have is refused with an errno and changes nothing.
#ifndef CHUNGTHUC_CONFINEMENT_H
#define CHUNGTHUC_CONFINEMENT_H

#include <stddef.h>

/// Goes into new user, network, IPC and host name namespaces (unshare(2)): no network device, nobody to talk to. 0, or
/// -1 with errno: where users may have none.
int csys_leave_namespaces(void);

/// Drops every capability (capabilities(7)): root is then a user who owns many files. 0, or -1 with errno.
int csys_drop_capabilities(void);

/// From here on only files below the given paths can be opened, and only for reading; nothing can be executed, no TCP
/// port reached, nobody outside signalled (landlock(7), as far as the kernel has it). Paths that are not there are
/// passed over. Descriptors that are open stay usable. Needs no_new_privs. 0, or -1 with errno.
int csys_confine_files(const char *const *readable, size_t count);

/// From here on only the system calls that a reader of documents makes succeed, all others fail with EPERM (seccomp(2)):
/// no socket, no program, no file open for writing, no signal but to itself. Needs no_new_privs. 0, or -1 with errno.
int csys_confine_system_calls(void);

#endif
