/**
 * The command line {@code xic}: it starts the roles and speaks the public REST door like any other client, so no rule lives here.
 * One thread, one command, one exit code (see {@link infocenter.cli.ExitCode}).
 */
@NullMarked
package infocenter.cli;

import org.jspecify.annotations.NullMarked;
