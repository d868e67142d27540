# METADATA
# title: Built-in writers
# description: |
#   The writers of Kubernetes itself: controllers, scheduler, kubelets and API server. The API
#   server does not ask the webhook about their writes, so that a cluster heals while the webhook is
#   away. No rule refuses these writes.
package fleet.review.built_in

import data.fleet.objects
import data.fleet.review.identities

# METADATA
# description: |
#   True for a request in which a built-in writer changes an object of any kind, or creates one of
#   the kinds that it creates by itself. A binding does not count: the scheduler tries again when it
#   is refused.
is_own_write(review) if {
	review.subResource == ""
	some writer in identities.of_user("kubernetes", review.userInfo)
	_does(writer, review)
}

_does(_, review) if review.operation == "UPDATE"

_does(writer, review) if {
	review.operation == "CREATE"
	objects.type_of(review.object) in writer.creates
}
