# Finds what builds and runs Signalbox: a JDK and Maven. Sourced by ./build and ./signalbox.
# Works with bash 3.2. Versions are read from the JDK's "release" file: starting a JVM to ask
# for its version costs more than a whole command may take.

JDK_LEAST=21

# The value of a key in a JDK's release file, into RELEASE_VALUE; status 1 where there is none.
release_value() { # folder key
  local line
  RELEASE_VALUE=
  [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$2="*)
        line=${line#*=}
        line=${line%$'\r'}
        line=${line#\"}
        RELEASE_VALUE=${line%\"}
        return 0
        ;;
    esac
  done < "$1/release"
  return 1
}

# The major version of a JDK that can compile, into MAJOR; status 1 where the folder is none.
jdk_major() { # folder
  MAJOR=
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  release_value "$1" JAVA_VERSION || return 1
  MAJOR=${RELEASE_VALUE%%[!0-9]*}
  [ -n "$MAJOR" ]
}

jdk_suits() { # folder
  jdk_major "$1" && [ "$MAJOR" -ge "$JDK_LEAST" ]
}

# Follows symbolic links to the end; `readlink -f` is not everywhere.
real_file() { # file
  local file=$1 link
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
  printf '%s\n' "$file"
}

# The folder of the JDK whose java is first on the path, into ON_PATH.
jdk_on_path() {
  local java
  ON_PATH=
  java=$(type -P java) || return 1
  java=$(real_file "$java")
  case $java in
    */bin/java) ON_PATH=${java%/bin/java} ;;
    *) return 1 ;;
  esac
}

# Sets JAVA_HOME and JDK_MAJOR to the JDK to use: JAVA_HOME itself, then java on the path, then
# where systems and version managers put JDKs, newest first. Status 1 where there is none.
find_jdk() {
  local dir best= best_major=0 home=${HOME:-/nonexistent}
  if [ -n "${JAVA_HOME:-}" ] && jdk_suits "$JAVA_HOME"; then
    JDK_MAJOR=$MAJOR
    export JAVA_HOME
    return 0
  fi
  if jdk_on_path && jdk_suits "$ON_PATH"; then
    JDK_MAJOR=$MAJOR
    export JAVA_HOME=$ON_PATH
    return 0
  fi
  for dir in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk-* \
    /opt/java/* /opt/jdk* /opt/jdk*/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/* \
    "$home"/.jdks/* "$home"/.jdks/*/Contents/Home \
    "${ASDF_DATA_DIR:-$home/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-$home/.local/share/mise}"/installs/java/*; do
    if jdk_suits "$dir" && [ "$MAJOR" -gt "$best_major" ]; then
      best=$dir
      best_major=$MAJOR
    fi
  done
  [ -n "$best" ] || return 1
  JDK_MAJOR=$best_major
  export JAVA_HOME=$best
}

# Like find_jdk; says plainly what to install where there is none, and ends with status 2.
need_jdk() {
  local given=${JAVA_HOME:-}
  find_jdk && return 0
  {
    echo "Signalbox needs a JDK (with javac), version $JDK_LEAST or later, and found none."
    if [ -n "$given" ]; then
      if jdk_major "$given"; then
        echo "  JAVA_HOME=$given is a JDK $MAJOR."
      else
        echo "  JAVA_HOME=$given is not a JDK."
      fi
    fi
    if jdk_on_path; then
      if jdk_major "$ON_PATH"; then
        echo "  java on the path is a JDK $MAJOR ($ON_PATH)."
      else
        echo "  java on the path is not from a JDK ($ON_PATH)."
      fi
    fi
    echo "Install JDK 25 (https://adoptium.net, your package manager, or 'sdk install java'),"
    echo "and set JAVA_HOME to its folder if it is not where systems usually put JDKs."
  } >&2
  exit 2
}

# Says what to install where there is no Maven, and ends with status 2.
need_maven() {
  type -P mvn > /dev/null && return 0
  {
    echo "Signalbox is built with Maven 3.8 or later, and there is no mvn on the path."
    echo "Install it with your package manager (apt install maven, brew install maven,"
    echo "sdk install maven) or from https://maven.apache.org/download.cgi."
  } >&2
  exit 2
}

# Runs Maven with the JDK found, without input and without a line for each download.
maven() {
  local options=${MAVEN_OPTS:-}
  if [ "$JDK_MAJOR" -ge 24 ]; then
    # Maven's own libraries still do what newer JDKs warn of.
    options="$options --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  fi
  MAVEN_OPTS=$options mvn -B -ntp "$@" < /dev/null
}
