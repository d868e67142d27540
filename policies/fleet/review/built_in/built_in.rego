# METADATA
# title: Built-in writers
# description: |
#   Kubernetes writes by itself: its controllers, its scheduler, its kubelets and its API server. The webhook is not asked about that, so that
#   a cluster heals while it is away, and no rule refuses it.
package fleet.review.built_in

import data.fleet.objects
import data.fleet.review.identities

# METADATA
# description: |
#   True for a request in which a built-in writer changes an object, of whatever kind, or creates one of the kinds that this writer
#   creates by itself. A binding is none: with it the scheduler gives a Pod its node, and tries again when it is refused.
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
