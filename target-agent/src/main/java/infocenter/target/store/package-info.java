/**
 * The objects of one target: files below one or more mount paths, each with its checksum, version and custom metadata
 * in the same file, durable when acknowledged and whole at any moment. The doors and the jobs of the target knock.
 * Every call may block on a disk, so callers are worker threads; {@link infocenter.target.store.ObjectStore} is safe
 * for many of them.
 */
@NullMarked
package infocenter.target.store;

import org.jspecify.annotations.NullMarked;
