// libcurl, and its variadic calls once for each type that they take: Swift cannot call what is variadic.
#pragma once
#define CURL_DISABLE_DEPRECATION 1
#include <curl/curl.h>

// A function that takes the bytes of an answer, as CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION want it.
typedef size_t (*jobreport_receiver)(char *bytes, size_t size, size_t count, void *context);

// A function that says whether to go on, as CURLOPT_XFERINFOFUNCTION wants it.
typedef int (*jobreport_watcher)(
  void *context, curl_off_t expected, curl_off_t received, curl_off_t toSend, curl_off_t sent);

static inline CURLcode jobreport_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_receiver(CURL *handle, CURLoption option, jobreport_receiver value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode jobreport_set_watcher(CURL *handle, jobreport_watcher value) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

static inline long jobreport_get_long(CURL *handle, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t jobreport_get_time(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_version_info_data *jobreport_version(void) {
  return curl_version_info(CURLVERSION_NOW);
}
