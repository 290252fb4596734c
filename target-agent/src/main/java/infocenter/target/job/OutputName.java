package infocenter.target.job;

import infocenter.core.bucket.ObjectName;

/**
 * What becomes of an object's name.
 *
 * @param prepend put in front
 * @param stripSuffix taken from the end, where it is there
 * @param append put behind what is left
 */
record OutputName(String prepend, String stripSuffix, String append) {
    /**
     * The new name.
     *
     * @throws IllegalArgumentException with the rule that it would break
     */
    ObjectName of(ObjectName source) {
        String name = source.value();
        boolean strips = !stripSuffix.isEmpty() && name.endsWith(stripSuffix);
        String kept = strips ? name.substring(0, name.length() - stripSuffix.length()) : name;
        return new ObjectName(prepend + kept + append);
    }
}
