// One walk through all layers, told or not.
#pragma once

#include "decide.h"

namespace iam::policy {

// Also told what each level and list says by itself.
class LayerTrace : public Trace {
 public:
  virtual void answered(PolicyType type, Layer const& layer) = 0;
};

// Without a trace it may stop at the first denial.
Decision walk(Question const& question, LayerTrace* trace);

}  // namespace iam::policy
