# Builds the product of this checkout once its sources changed, and prepares its quick start.
# Sourced by ./signalbox after jdk.sh, with ROOT set.

WORK=$ROOT/target/signalbox
STAMP=$WORK/built
BUILD_LOG=$WORK/build.log
BUILD_LOCK=$WORK/build.lock

CLI_JAR=$ROOT/cli/target/cli/signalbox-cli.jar
CLI_CACHE=$ROOT/cli/target/cli/cli.aot
STANDALONE_JAR=$ROOT/standalone/target/quarkus-app/quarkus-run.jar
STANDALONE_CACHE=$ROOT/standalone/target/quarkus-app/standalone.aot

# For a command of half a second: no second compiler, no parallel collector. (No -Xshare:auto: it
# is the default, and the JVM refuses it beside a cache of its own.)
CLI_FLAGS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED)

# --- Is there anything to build?

# Folders count too: their times tell of deleted files.
changed_since() { # stamp
  local found= place places=("$ROOT/pom.xml" "$ROOT/.mvn")
  for place in "$ROOT"/libs/*/pom.xml "$ROOT"/libs/*/src/main \
    "$ROOT"/*-service/pom.xml "$ROOT"/*-service/src/main \
    "$ROOT"/cli/pom.xml "$ROOT"/cli/src/main \
    "$ROOT"/standalone/pom.xml "$ROOT"/standalone/src/main; do
    [ -e "$place" ] && places+=("$place")
  done
  IFS= read -r found < <(find "${places[@]}" -newer "$1" -print 2> /dev/null)
  [ -n "$found" ]
}

is_current() {
  [ -f "$STAMP" ] && [ -f "$CLI_JAR" ] && [ -f "$STANDALONE_JAR" ] && ! changed_since "$STAMP"
}

# --- One build at a time

# The lock is a symbolic link that points to the holder's process id: made in one step, with its
# content. A dead holder's is moved away first, so that of two who find it only one removes it.
take_lock() {
  local holder moved=$BUILD_LOCK.$$ told=
  until ln -s "$$" "$BUILD_LOCK" 2> /dev/null; do
    holder=$(readlink "$BUILD_LOCK") || continue
    if kill -0 "$holder" 2> /dev/null; then
      if [ -z "$told" ]; then
        echo "Another command builds Signalbox (process $holder); waiting for it." >&2
        told=yes
      fi
      sleep 0.2
    elif mv "$BUILD_LOCK" "$moved" 2> /dev/null; then
      if [ "$(readlink "$moved")" != "$holder" ]; then
        ln -s "$(readlink "$moved")" "$BUILD_LOCK" 2> /dev/null
      fi
      rm -f "$moved"
    fi
  done
  trap release_lock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

release_lock() {
  rm -f "$STAMP.$$"
  if [ "$(readlink "$BUILD_LOCK")" = "$$" ]; then
    rm -f "$BUILD_LOCK"
  fi
  trap - EXIT INT TERM
}

# --- Building

# Builds where needed; on failure shows the end of the log and ends with status 2.
build_product() {
  is_current && return 0
  need_maven
  mkdir -p "$WORK" || exit 2
  take_lock
  if ! is_current; then
    run_build
  fi
  release_lock
}

run_build() {
  local stamp=$STAMP.$$
  echo "Building Signalbox (once, and when sources changed); log: $BUILD_LOG" >&2
  # Stamped with the time before the build: what changes meanwhile is built next time.
  : > "$stamp"
  rm -f "$STAMP"
  if ! (cd "$ROOT" && maven -q -B -ntp -pl cli,standalone -am package \
    -Dmaven.test.skip=true -Dspotless.check.skip=true) > "$BUILD_LOG" 2>&1; then
    rm -f "$stamp"
    {
      tail -n 30 "$BUILD_LOG"
      echo "Signalbox could not be built; the whole log: $BUILD_LOG"
    } >&2
    exit 2
  fi
  mv "$stamp" "$STAMP"
  train
}

# --- Quick start: caches of loaded classes, made by one run after a build (JDK 25 and later)

# A cache serves only the very JDK and place that it was made with.
cache_identity() {
  release_value "$JAVA_HOME" JAVA_RUNTIME_VERSION || RELEASE_VALUE=$JDK_MAJOR
  printf '%s\n' "$JAVA_HOME $RELEASE_VALUE $ROOT"
}

cache_fits() { # cache
  local made_for=
  [ -f "$1" ] && [ -f "$1.for" ] || return 1
  IFS= read -r made_for < "$1.for"
  [ "$made_for" = "$(cache_identity)" ]
}

train() {
  rm -f "$CLI_CACHE" "$CLI_CACHE.for" "$STANDALONE_CACHE" "$STANDALONE_CACHE.for"
  [ "$JDK_MAJOR" -ge 25 ] || return 0
  trained "$CLI_CACHE" train_cli
  trained "$STANDALONE_CACHE" train_standalone
}

# Without its cache a command starts slower and does the same: a failed training is a notice.
trained() { # cache training
  if "$2" >> "$BUILD_LOG" 2>&1 < /dev/null && [ -f "$1" ]; then
    cache_identity > "$1.for"
  else
    rm -f "$1"
    echo "Notice: no start-up cache ($2 failed); Signalbox starts slower. Log: $BUILD_LOG" >&2
  fi
}

train_cli() {
  cli "-XX:AOTCacheOutput=$CLI_CACHE" -- version
}

train_standalone() {
  local scratch status
  scratch=$(mktemp -d "$WORK/train.XXXXXX") || return 1
  (
    cd "$scratch" || exit 1
    SIGNALBOX_JAVA_OPTIONS="-XX:AOTCacheOutput=$STANDALONE_CACHE" cli -- start && cli -- stop
  )
  status=$?
  rm -rf "$scratch"
  return "$status"
}

# --- Running

# Runs the command line: java flags, then --, then its arguments.
cli() {
  local flags=("${CLI_FLAGS[@]}")
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift
  "$JAVA_HOME/bin/java" "${flags[@]}" "-Dsignalbox.home=$ROOT" -jar "$CLI_JAR" "$@"
}
