/** Strict settings records read from YAML: an unknown key refuses to start. Every process knocks here once, on its main thread. */
@NullMarked
package infocenter.settings;

import org.jspecify.annotations.NullMarked;
