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
# The driver logs through SLF4J, which would otherwise say that nobody listens.
CLI_FLAGS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR)

# --- Is there anything to build?

# Folders count too: their times tell of deleted files.
changed_since() { # stamp
  local found= place places=("$ROOT/pom.xml" "$ROOT/.mvn" "$ROOT/migrations")
  for place in "$ROOT"/libs/*/pom.xml "$ROOT"/libs/*/src/main \
    "$ROOT"/*-service/pom.xml "$ROOT"/*-service/src/main \
    "$ROOT"/cli/pom.xml "$ROOT"/cli/src/main \
    "$ROOT"/standalone/pom.xml "$ROOT"/standalone/src/main; do
    [ -e "$place" ] && places+=("$place")
  done
  IFS= read -r found < <(find "${places[@]}" -newer "$1" -print 2> /dev/null)
  [ -n "$found" ]
}

is_built() {
  [ -f "$STAMP" ] && [ -f "$CLI_JAR" ] && [ -f "$STANDALONE_JAR" ] && ! changed_since "$STAMP"
}

is_current() {
  is_built && is_trained
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
  is_built || run_build
  is_trained || train
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
}

# --- Quick start: caches of loaded classes, made by one run after a build (JDK 25 and later)

# A cache serves only the very JDK, place and archive that it was made with. Beside each lies a
# note of them, also where the training failed: it would fail again.
cache_identity() {
  release_value "$JAVA_HOME" JAVA_RUNTIME_VERSION || RELEASE_VALUE=$JDK_MAJOR
  printf '%s\n' "$JAVA_HOME $RELEASE_VALUE $ROOT"
}

is_tried() { # cache archive
  local made_for=
  [ -f "$1.for" ] && [ ! "$2" -nt "$1.for" ] || return 1
  IFS= read -r made_for < "$1.for"
  [ "$made_for" = "$(cache_identity)" ]
}

is_trained() {
  [ "$JDK_MAJOR" -lt 25 ] ||
    { is_tried "$CLI_CACHE" "$CLI_JAR" && is_tried "$STANDALONE_CACHE" "$STANDALONE_JAR"; }
}

train() {
  rm -f "$CLI_CACHE" "$CLI_CACHE.for" "$STANDALONE_CACHE" "$STANDALONE_CACHE.for"
  echo "Preparing its quick start" >&2
  in_scratch use_everything >> "$BUILD_LOG" 2>&1 < /dev/null
  note_training "$CLI_CACHE"
  note_training "$STANDALONE_CACHE"
}

# Without its cache a command starts slower and does the same: a failed training is a notice.
note_training() { # cache
  cache_identity > "$1.for"
  [ -f "$1" ] ||
    echo "Notice: there is no ${1##*/}, so Signalbox starts slower. Log: $BUILD_LOG" >&2
}

# What is to come from the caches is loaded and used once: a plan, a migration with its snapshot,
# the trail. Each cache is written when its process ends.
use_everything() {
  local pid tries=0
  SIGNALBOX_JAVA_OPTIONS="-XX:AOTCacheOutput=$STANDALONE_CACHE" cli -- start || return
  cli "-XX:AOTCacheOutput=$CLI_CACHE" -- up
  cli -- status
  cli -- backup list
  cli -- audit query
  pid=$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' .signalbox/instance.json)
  cli -- stop
  # At most a minute, whatever the command said.
  while kill -0 "$pid" 2> /dev/null && [ "$tries" -lt 300 ]; do
    tries=$((tries + 1))
    sleep 0.2
  done
}

# A project with one migration to carry out, for as long as the training takes. The caller's own
# signalbox and policy are not meant.
in_scratch() {
  local scratch status
  scratch=$(mktemp -d "$WORK/train.XXXXXX") || return 1
  (
    unset SIGNALBOX_SERVER SIGNALBOX_TOKEN REQUIRE_APPROVAL
    cd "$scratch" && mkdir migrations || exit 1
    printf '%s\n' '-- UP' 'CREATE TABLE scratch (id INTEGER PRIMARY KEY);' \
      > migrations/001_scratch.sql
    printf '%s\n' 'databases:' '  scratch:' '    url: jdbc:sqlite:scratch.db' \
      '    migrations: migrations' > signalbox.yml
    "$@"
  )
  status=$?
  rm -rf "$scratch"
  return "$status"
}

cache_fits() { # cache archive
  [ -f "$1" ] && is_tried "$1" "$2"
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
