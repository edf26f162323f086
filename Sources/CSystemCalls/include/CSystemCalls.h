// System calls that Swift's Glibc overlay cannot import: variadic ones, and ancillary data with its macros.
#ifndef CSYSTEMCALLS_H
#define CSYSTEMCALLS_H

#include "Confinement.h"
#include "FileSystemCalls.h"

#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

/// Sends bytes and one open descriptor over a UNIX socket (SCM_RIGHTS, unix(7)). Returns the number of bytes that
/// went out (the descriptor goes with the first), or -1 with errno. No SIGPIPE.
ssize_t csystem_send_descriptor(int socket, const void *bytes, size_t length, int descriptor);

/// Receives up to `capacity` bytes and, if one came along, a descriptor: *descriptor is it, close-on-exec and the
/// caller's to close, or -1. Returns the number of bytes, 0 at end of file, or -1 with errno.
ssize_t csystem_receive_descriptor(int socket, void *bytes, size_t capacity, int *descriptor);

/// Asks the kernel to kill this process when the thread that started it ends (PR_SET_PDEATHSIG). 0, or -1 with errno.
int csystem_die_with_parent(void);

/// No program that this process starts can gain privileges (PR_SET_NO_NEW_PRIVS). 0, or -1 with errno.
int csystem_renounce_new_privileges(void);

/// Waits until a child process has ended (pidfd_open(2)), at most so many milliseconds; it is not reaped. Returns 1 when
/// it has ended, 0 when the time is over, or -1 with errno.
int csystem_wait_for_end(pid_t process, int milliseconds);

/// Has the started program begin without the descriptors from `lowest` on (posix_spawn_file_actions_addclosefrom_np).
/// 0, or an errno.
int csystem_spawn_close_from(posix_spawn_file_actions_t *actions, int lowest);

/// Threads that start from here on share so many heaps (mallopt(3), M_ARENA_MAX). Where the C library has no such setting
/// it keeps its own ways: a matter of memory only.
void csystem_share_heaps(int count);

/// Writes out what is still kept of standard output. 0, or -1 when this or an earlier writing of it failed.
int csystem_finish_output(void);

#endif
