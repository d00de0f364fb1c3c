# SQLite from the amalgamation, with what Patina's store relies on and nothing that a database file could abuse.

set(sqlite "${PATINA_NODE_MODULES}/better-sqlite3/deps/sqlite3")
target_sources(e_sqlite3 PRIVATE "${sqlite}/sqlite3.c")
target_compile_definitions(e_sqlite3 PRIVATE
    SQLITE_ENABLE_FTS5
    SQLITE_ENABLE_COLUMN_METADATA        # Microsoft.Data.Sqlite describes its result columns with it
    SQLITE_ENABLE_MATH_FUNCTIONS
    SQLITE_ENABLE_STAT4
    SQLITE_ENABLE_DBSTAT_VTAB
    SQLITE_THREADSAFE=1
    SQLITE_DQS=0                         # "text" is a name, never a string
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_DEFAULT_WAL_SYNCHRONOUS=1     # NORMAL: a power cut may lose the last commits, never the database
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_TRUSTED_SCHEMA=0
    SQLITE_USE_URI=0)
if(WIN32)
    target_compile_definitions(e_sqlite3 PRIVATE "SQLITE_API=__declspec(dllexport)")
else()
    target_compile_definitions(e_sqlite3 PRIVATE "SQLITE_API=__attribute__((visibility(\"default\")))" HAVE_USLEEP=1)
endif()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
target_link_libraries(e_sqlite3 PRIVATE Threads::Threads $<$<BOOL:${UNIX}>:m>)
