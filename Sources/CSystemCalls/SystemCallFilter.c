#define _GNU_SOURCE
#include "Confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define PERMIT BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
// The lower half of an argument; both architectures are little-endian.
#define LOAD_ARGUMENT(index) LOAD(args[index])

#define ALLOW(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), PERMIT
/// Allowed unless the argument has one of the bits. What follows sees the number again: a match ends the filter.
#define ALLOW_WITHOUT(name, index, bits)                                                                              \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), LOAD_ARGUMENT(index),                                      \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), REFUSE, PERMIT
/// Allowed if the argument is the value.
#define ALLOW_ONLY(name, index, value)                                                                                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4), LOAD_ARGUMENT(index),                                      \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 1, 0), REFUSE, PERMIT

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
#define NAMESPACES                                                                                                    \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

int csys_confine_system_calls(void) {
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        // Reading what is open, and the socket to the parent.
        ALLOW(read), ALLOW(readv), ALLOW(pread64), ALLOW(preadv), ALLOW(write), ALLOW(writev), ALLOW(lseek),
        ALLOW(close), ALLOW(fcntl), ALLOW(dup), ALLOW(dup3), ALLOW(ppoll), ALLOW(recvmsg), ALLOW(recvfrom),
        ALLOW(sendmsg), ALLOW(sendto), ALLOW(fadvise64),
        // Memory.
        ALLOW(mmap), ALLOW(munmap), ALLOW(mremap), ALLOW(madvise), ALLOW(brk), ALLOW(membarrier),
        // dlopen(3) maps code; nothing that was written becomes code.
        ALLOW_WITHOUT(mprotect, 2, PROT_EXEC),
        // Fonts and tables of characters: where they may lie, Landlock says.
        ALLOW_WITHOUT(openat, 2, WRITING), ALLOW(newfstatat), ALLOW(fstat), ALLOW(statx), ALLOW(statfs),
        ALLOW(fstatfs), ALLOW(faccessat), ALLOW(faccessat2), ALLOW(readlinkat), ALLOW(getdents64), ALLOW(getcwd),
        // Time, and questions about oneself.
        ALLOW(clock_gettime), ALLOW(clock_getres), ALLOW(clock_nanosleep), ALLOW(nanosleep), ALLOW(gettimeofday),
        ALLOW(setitimer), ALLOW(getrandom), ALLOW(getrusage), ALLOW(times), ALLOW(uname), ALLOW(sysinfo),
        ALLOW(getpid), ALLOW(getppid), ALLOW(gettid), ALLOW(getuid), ALLOW(geteuid), ALLOW(getgid), ALLOW(getegid),
        ALLOW_ONLY(prlimit64, 0, 0),
        // Threads, and the child that draws.
        ALLOW(futex), ALLOW(set_robust_list), ALLOW(set_tid_address), ALLOW(rseq), ALLOW(sched_yield),
        ALLOW(sched_getaffinity), ALLOW_WITHOUT(clone, 0, NAMESPACES), ALLOW(wait4), ALLOW(waitid), ALLOW(pipe2),
        // glibc tries clone3(2) first, whose flags no filter can see.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        // Signals, to itself: abort(3).
        ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(sigaltstack), ALLOW(restart_syscall),
        ALLOW_ONLY(tgkill, 0, (uint32_t)getpid()), ALLOW(exit), ALLOW(exit_group),
#ifdef __x86_64__
        // The older names.
        ALLOW_WITHOUT(open, 1, WRITING), ALLOW(stat), ALLOW(lstat), ALLOW(poll), ALLOW(access), ALLOW(readlink),
        ALLOW(pipe), ALLOW(alarm), ALLOW(time), ALLOW(fork), ALLOW(dup2), ALLOW(arch_prctl), ALLOW(getrlimit),
#endif
        REFUSE,
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

#else

int csys_confine_system_calls(void) {
    errno = ENOSYS;
    return -1;
}

#endif
