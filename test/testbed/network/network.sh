# A network with one bridge, which machines are plugged into. It ends with this process.
#
# usage: unshare --net sh network.sh ADDRESS/PREFIX
set -eu
ip link set lo up
ip link add fleet type bridge
ip address add "$1" dev fleet
ip link set fleet up
echo 1 > /proc/sys/net/ipv4/ip_forward
echo ready
exec sleep infinity
