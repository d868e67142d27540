# METADATA
# title: Marks of virtual nodes
# description: How a mark that the data gives virtual nodes is compared with what an object bears.
package fleet.virtual_nodes.marks

# METADATA
# description: True when a mark asks for this value; a mark without a value asks for any
matches(mark, value) if object.get(mark, "value", value) == value
