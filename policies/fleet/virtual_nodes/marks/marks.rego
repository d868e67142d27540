# METADATA
# title: Marks of virtual nodes
# description: Compares a mark of virtual nodes in the data with a value of an object.
package fleet.virtual_nodes.marks

# METADATA
# description: True when a mark asks for this value; a mark without a value asks for any
matches(mark, value) if object.get(mark, "value", value) == value
