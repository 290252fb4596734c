# shellcheck shell=bash
# What a build needs: a JDK of version 17 or newer, and Maven 3.8.7 or newer. Sourced by scripts/verify and scripts/quickstart.
#
#   require_toolchain    returns with JAVA_HOME and PATH set for the build. Installs what is missing when run as root on
#                        Debian or Ubuntu; elsewhere prints the command to run and exits 1.

toolchain_java_min=17
toolchain_maven_min=3.8.7
toolchain_packages=()

# Prints the major version of the JDK in a folder: 17 of 17.0.15. Nothing when there is no compiler.
toolchain_jdk_version() {
    [[ -x $1/bin/javac ]] || return 1
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

toolchain_find_jdk() {
    local candidate version compiler candidates=()
    [[ -z ${JAVA_HOME:-} ]] || candidates+=("$JAVA_HOME")
    if compiler=$(command -v javac); then
        candidates+=("$(dirname "$(dirname "$(readlink -f "$compiler")")")")
    fi
    candidates+=(/usr/lib/jvm/*17* /usr/lib/jvm/*)
    for candidate in "${candidates[@]}"; do
        version=$(toolchain_jdk_version "$candidate") || continue
        if [[ -n $version ]] && ((version >= toolchain_java_min)); then
            export JAVA_HOME=$candidate
            export PATH=$JAVA_HOME/bin:$PATH
            return 0
        fi
    done
    return 1
}

toolchain_find_maven() {
    local version
    version=$(mvn -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p') || return 1
    [[ -n $version ]] &&
        [[ $(printf '%s\n' "$toolchain_maven_min" "$version" | sort -V | head -n 1) == "$toolchain_maven_min" ]]
}

# Fills toolchain_packages with the Debian packages that are missing.
toolchain_missing() {
    toolchain_packages=()
    toolchain_find_jdk || toolchain_packages+=(openjdk-17-jdk-headless)
    toolchain_find_maven || toolchain_packages+=(maven)
    ((${#toolchain_packages[@]} > 0))
}

apt_get_install() {
    local package packages=()
    for package; do
        # Releases that no longer carry 17 have a newer default, which builds the same.
        if [[ $package == openjdk-17-* ]] && ! apt-cache show "$package" >/dev/null 2>&1; then
            package=default-jdk-headless
        fi
        packages+=("$package")
    done
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${packages[@]}" >/dev/null
}

# Installs Debian packages, or says how to and exits 1.
apt_install() {
    if [[ -e /etc/debian_version ]] && command -v apt-get >/dev/null; then
        if ((EUID == 0)); then
            echo "installing: $*"
            if apt-get -qq update && apt_get_install "$@"; then return; fi
            echo "apt-get could not install: $*" >&2
        else
            echo "missing: $*. Install with:" >&2
            echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
        fi
    else
        echo "missing: $*. These are the names on Debian; install a JDK $toolchain_java_min or newer and Maven $toolchain_maven_min or newer" >&2
        echo "with this system's package manager, set JAVA_HOME, and run this again." >&2
    fi
    exit 1
}

require_toolchain() {
    toolchain_missing || return 0
    apt_install "${toolchain_packages[@]}"
    if toolchain_missing; then
        echo "still missing after the installation: ${toolchain_packages[*]} (a JDK $toolchain_java_min and Maven $toolchain_maven_min or newer are needed)" >&2
        exit 1
    fi
}
