/**
 * The benchmark: closed loops that measure, the plan of a run, its goals and its printed result. Started by {@code xic bench} in a process
 * of its own against running gateways, and by the leader's node door for bare writes. Knocks at public doors only; knows no other room.
 */
@NullMarked
package infocenter.bench;

import org.jspecify.annotations.NullMarked;
