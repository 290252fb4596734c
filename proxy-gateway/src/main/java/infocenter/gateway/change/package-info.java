/**
 * What people want changed: buckets, nodes, transformers. Each use case submits one command and answers with the table read after it.
 * Uses the client alone; any thread.
 */
@NullMarked
package infocenter.gateway.change;

import org.jspecify.annotations.NullMarked;
