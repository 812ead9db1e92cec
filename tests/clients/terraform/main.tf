# One user with everything aws_iam_user knows; the test changes what changes by variables.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  type = string
}

variable "account" {
  type = string
}

variable "name" {
  type    = string
  default = "Ada"
}

variable "path" {
  type    = string
  default = "/"
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "permissions_boundary" {
  type    = string
  default = null
}

provider "aws" {
  region     = "us-east-1"
  access_key = var.account
  secret_key = "test"

  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}

resource "aws_iam_user" "this" {
  name                 = var.name
  path                 = var.path
  tags                 = var.tags
  permissions_boundary = var.permissions_boundary
}

data "aws_caller_identity" "this" {}
