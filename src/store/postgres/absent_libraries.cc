// What Debian's libpq would call to log in by Kerberos and to look servers up in LDAP directories. Neither library is
// in a static program: as if there were no ticket, and no directory.

namespace {

constexpr unsigned kGssFailure = 13U << 16;  // GSS_S_FAILURE

}  // namespace

// The names are those of GSSAPI and OpenLDAP; what they are given does not matter. NOLINTBEGIN
extern "C" {
void* GSS_C_NT_HOSTBASED_SERVICE = nullptr;
unsigned gss_release_buffer() { return kGssFailure; }
unsigned gss_release_name() { return kGssFailure; }
unsigned gss_release_cred() { return kGssFailure; }
unsigned gss_init_sec_context() { return kGssFailure; }
unsigned gss_delete_sec_context() { return kGssFailure; }
unsigned gss_wrap_size_limit() { return kGssFailure; }
unsigned gss_wrap() { return kGssFailure; }
unsigned gss_unwrap() { return kGssFailure; }
unsigned gss_import_name() { return kGssFailure; }
unsigned gss_display_status() { return kGssFailure; }
unsigned gss_acquire_cred() { return kGssFailure; }
void* ldap_init() { return nullptr; }
// Not called without what ldap_init() makes.
int ldap_value_free_len() { return -1; }
int ldap_unbind() { return -1; }
int ldap_simple_bind() { return -1; }
int ldap_set_option() { return -1; }
int ldap_search_st() { return -1; }
int ldap_result() { return -1; }
int ldap_msgfree() { return -1; }
int ldap_get_values_len() { return -1; }
int ldap_first_entry() { return -1; }
int ldap_err2string() { return -1; }
int ldap_count_entries() { return -1; }
}
// NOLINTEND
