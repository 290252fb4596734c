package infocenter.check;

import java.util.List;

/**
 * One thing in a history that no correct table could have answered.
 *
 * @param rule its short name
 * @param subject row, key or other thing that it is about; may be empty
 * @param lines of the operations that cannot all be true
 * @param text why, for people; several lines
 */
record Breach(String rule, String subject, List<Integer> lines, String text) {}
