/** Nodes, their states, the cluster's identity and where objects live. Immutable values of the pure core. */
@NullMarked
package infocenter.core.cluster;

import org.jspecify.annotations.NullMarked;
