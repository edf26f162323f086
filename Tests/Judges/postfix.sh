#!/bin/sh
# A Postfix of its own on loopback, as long as standard input is open: own configuration, queue and port; the system's
# mail service is not touched. Needs root, as any Postfix does.
#
# usage: postfix.sh DIRECTORY PORT
#
# Takes mail for thu@example.vn and chungthuc@phucuong.example into Maildirs below DIRECTORY/mail, refuses everybody else
# there with 550, accepts mail for bounce.example, which it then returns, and for all other domains, which it throws away.
# STARTTLS with DIRECTORY/tls.pem.
set -eu
directory=$1 port=$2
mkdir -p "$directory/etc" "$directory/queue" "$directory/data" "$directory/mail"
chmod 755 "$directory"
chown postfix "$directory/data"
chown nobody "$directory/mail"
cat >"$directory/etc/main.cf" <<CONFIGURATION
compatibility_level = 3.6
queue_directory = $directory/queue
data_directory = $directory/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = $directory/mail.log
maillog_file_prefixes = $directory
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
virtual_mailbox_domains = example.vn, phucuong.example
virtual_mailbox_base = $directory/mail
virtual_mailbox_maps = inline:{ thu@example.vn=thu/, chungthuc@phucuong.example=office/ }
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
virtual_mailbox_limit = 0
message_size_limit = 50000000
relay_domains = bounce.example
transport_maps = inline:{ bounce.example=bouncer: }
default_transport = discard:
smtpd_client_connection_rate_limit = 0
smtpd_tls_security_level = may
smtpd_tls_cert_file = $directory/tls.pem
smtpd_tls_key_file = $directory/key.pem
CONFIGURATION
cat >"$directory/etc/master.cf" <<SERVICES
127.0.0.1:$port inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
discard unix - - n - - discard
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
bouncer unix - n n - - pipe user=nobody argv=/bin/sh -c {exit 67}
SERVICES
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$directory/key.pem" -out "$directory/tls.pem" 2>/dev/null
postfix -c "$directory/etc" check
postfix -c "$directory/etc" start
trap 'postfix -c "$directory/etc" stop' EXIT
echo ready
cat >/dev/null
