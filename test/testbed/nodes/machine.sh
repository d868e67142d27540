# A machine inside this one: processes, mounts, network, cgroups of its own, plugged into a network.
# When it is killed, the kernel ends all that runs on it and drops its mounts and its network;
# `sweep` takes away its cgroups.
#
# usage: sh machine.sh start NAME HOST ADDRESS PODS NETWORK      e.g. start fleet-1a2b node-1
# 10.10.0.2 10.244.1.0/24 /proc/4711/ns/net
#        sh machine.sh sweep NAME
set -eu

# The roots of all cgroup hierarchies: one in version 2, one for each controller in version 1.
hierarchies() {
  if [ -e /sys/fs/cgroup/cgroup.procs ]; then
    echo /sys/fs/cgroup
  else
    find /sys/fs/cgroup -mindepth 2 -maxdepth 2 -name cgroup.procs -printf '%h\n'
  fi
}

sweep() {
  for root in $(hierarchies); do
    # Processes that were killed need a moment to be gone.
    for attempt in $(seq 100); do
      [ ! -e "$root/$1" ] || find "$root/$1" -depth -type d -exec rmdir {} + || sleep 0.1
    done
  done
}

start() {
  for root in $(hierarchies); do
    mkdir "$root/$1"
    # Without them nothing can be put into a group of version 1.
    for file in cpuset.cpus cpuset.mems; do
      [ ! -e "$root/$file" ] || cat "$root/$file" > "$root/$1/$file"
    done
  done
  exec 9< "$5"
  exec unshare --fork --kill-child --pid --mount --mount-proc --net --ipc --uts sh "$0" inside "$@"
}

inside() {
  hostname "$2"
  # Files that its programs keep outside of the folder they are given.
  for folder in /run /var/lib /var/log; do mount -t tmpfs tmpfs "$folder"; done
  cgroups "$1"
  ip link set lo up
  nsenter --net=/proc/self/fd/9 sh "$0" plug "$@"
  ip address add "$3/24" dev uplink
  ip link set uplink up
  ip route add default via 10.10.0.1
  echo ready
  # Waiting, unlike sleeping, takes notice of processes whose parents are gone.
  sleep infinity &
  wait
}

# Puts this machine's own cgroups in the place of all, so that its processes see no others.
cgroups() {
  mkdir /run/cgroup
  if [ -e /sys/fs/cgroup/cgroup.procs ]; then
    mount --bind "/sys/fs/cgroup/$1" /run/cgroup
  else
    mount -t tmpfs cgroup /run/cgroup
    for root in $(hierarchies); do
      mkdir "/run/cgroup/$(basename "$root")"
      mount --bind "$root/$1" "/run/cgroup/$(basename "$root")"
    done
  fi
  umount -R /sys/fs/cgroup
  mount --move /run/cgroup /sys/fs/cgroup
}

# In the network, by a process of the machine: process 1 is the machine's first.
plug() {
  ip link add "$2" type veth peer name uplink netns 1
  ip link set "$2" master fleet up
  ip route replace "$4" via "$3"
}

"$@"
