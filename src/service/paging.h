// Lists of this floor and of the faces above it are paged alike.
#pragma once

#include "iam/service/paging.h"
