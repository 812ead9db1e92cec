// SQLite's extensions that nothing here uses: full text search, R-trees, and tables that show SQLite itself. Debian
// compiles them in, 290 KB of them, and SQLite starts them with every connection. Defined here, the linker does not
// take the originals. A library in which they cannot be replaced does not link: a symbol would be defined twice.
#include <sqlite3.h>

#include <limits>

namespace {

// What SQL shows as NULL.
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

}  // namespace

// The names are SQLite's. NOLINTBEGIN(readability-identifier-naming)
extern "C" {
int sqlite3Fts3Init(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3Fts5Init(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3RtreeInit(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3DbstatRegister(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3StmtVtabInit(sqlite3* /*database*/) { return SQLITE_OK; }

// And its mathematics: see src/dependencies.cmake.
double iam_no_acos(double /*x*/) { return kNoNumber; }
double iam_no_acosh(double /*x*/) { return kNoNumber; }
double iam_no_asin(double /*x*/) { return kNoNumber; }
double iam_no_asinh(double /*x*/) { return kNoNumber; }
double iam_no_atan(double /*x*/) { return kNoNumber; }
double iam_no_atanh(double /*x*/) { return kNoNumber; }
double iam_no_cos(double /*x*/) { return kNoNumber; }
double iam_no_cosh(double /*x*/) { return kNoNumber; }
double iam_no_exp(double /*x*/) { return kNoNumber; }
double iam_no_log(double /*x*/) { return kNoNumber; }
double iam_no_sin(double /*x*/) { return kNoNumber; }
double iam_no_sinh(double /*x*/) { return kNoNumber; }
double iam_no_tan(double /*x*/) { return kNoNumber; }
double iam_no_tanh(double /*x*/) { return kNoNumber; }
double iam_no_atan2(double /*y*/, double /*x*/) { return kNoNumber; }
}
// NOLINTEND(readability-identifier-naming)
