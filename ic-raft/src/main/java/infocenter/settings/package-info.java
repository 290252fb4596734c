/**
 * Settings of each process as strict records, read once at start from one YAML file. An unknown key refuses to start and suggests the
 * nearest; {@code docs/settings.md} is generated from here.
 */
@NullMarked
package infocenter.settings;

import org.jspecify.annotations.NullMarked;
